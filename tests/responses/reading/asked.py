"""A made-up report on property, for the letters in this folder."""

from responses.reading import Official

TITLE = "Lost and kept: An inspection of how police forces look after property"

TEXTS = {
    "1": "Within three months, police forces should make sure that every item of found property is "
    "photographed and labelled on the day it is handed in.",
    "2": "Police forces should publish how long found property waits before it goes back to its "
    "owner, and should review the longest waits every month with the officer in charge.",
    "3": "Police forces should publish how long seized property waits before it goes back to its "
    "owner, and should review the longest waits every quarter with the officer in charge. The "
    "Home Office should set a national standard for stores.",
    "4": "Police forces and local councils should agree which of them keeps what is found. As a "
    "minimum, the agreement should cover:\n\n- bicycles, scooters and other small vehicles;\n"
    "- cash, bank cards and papers that show who somebody is; and\n"
    "- animals found straying, including who pays for their keep.",
    "5": "The College of Policing should write guidance on property, including the National "
    "Property Handling Standard (NPHS), so that staff in stores know what is expected. Forces "
    "should then publish how many staff were trained in the NPHS each year.",
    "6": "Immediately, chief constables should stop the destruction of property whose owner is "
    "known, unless the owner has been told in writing and has had 28 days to answer.",
    "7": "Asks the Home Office to look again at the law on things that are found.",
    "8": "The NPCC lead for property should report to the inspectorate within twelve months on "
    "what forces have done about these recommendations.",
}
HEADINGS = {
    "1": "Photograph and label what is found",
    "2": "Publish waits for found property",
    "3": "Publish waits for seized property",
    "4": "Agree with councils who keeps what",
    "5": "Guidance and training for stores",
    "6": "Stop destroying property of known owners",
    "7": "The law on things that are found",
    "8": "Report progress nationally",
}
OFFICIALS = [
    Official(number, text, number == "7", HEADINGS[number], "recommendation")
    for number, text in TEXTS.items()
]
