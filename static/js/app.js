// Behaviour on top of pages that work without it.
import {
  Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink, createAll,
} from "../dist/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const component of [
  Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink,
]) {
  createAll(component);
}
