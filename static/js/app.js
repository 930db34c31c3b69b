// Behaviour on top of pages that work without it.
import {
  Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink, createAll,
} from "../dist/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const component of [Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink]) {
  createAll(component);
}
