"""A rehearsal of the reminders: a simulated year in which nearly everything goes wrong.

A made-up world goes through an inspection, day by day, in a database of its own. Its people write,
sign and publish, say what became of recommendations, ask and reply, all through the same functions
as the pages; rounds, sweeps and workers are the real ones, and are lost, doubled and killed at
random. Time is passed in, so a year takes some minutes. At the end, what people were told is held
against what they were owed, which is worked out anew from the words of the rules (`owed`), not by
the planner that is on trial.

    facts     what happened to each response and to each force's progress, as the rehearsal notes it
    owed      what is owed to whom at a moment, from these facts: of_responses, of_progress have the
              rules, told what they say, muting what of it some do not want
    world     the inspection and the bodies; people: who works there, and when
    office    the steps that a body's people take
    progress  the steps of a force, and of inspectors who ask it
    workers   the mail server, and the points at which a worker dies
    mishaps   what goes wrong, and how often
    service   rounds, sweeps and workers, with what befalls them
    year      the days: what runs, and what people do meanwhile
    record    what there is to judge at the end
    checks    the verdicts
    report    the table and the figures
    run       all of it, from beginning to end
    database  a database to do it in
"""
