// Shows what Leadgate has written on the record. It reads fields and asks nobody else, so it shows what the user may see.
import { LightningElement, api, wire } from "lwc";
import { getFieldDisplayValue, getFieldValue, getRecord } from "lightning/uiRecordApi";
import { FIELDS } from "./fields";

const BADGES = {
    sales_ready: "slds-theme_success",
    nurture: "slds-theme_info",
    disqualified: "slds-badge_inverse",
    review: "slds-theme_warning"
};

export default class LeadgateVerdict extends LightningElement {
    @api recordId;
    @api objectApiName;
    record;
    problem = "";

    // Optional, so that a field the user may not see leaves a gap instead of an error.
    get wanted() {
        return Object.values(this.names).map((name) => `${this.objectApiName}.${name}`);
    }

    @wire(getRecord, { recordId: "$recordId", optionalFields: "$wanted" })
    show({ data, error }) {
        this.record = data;
        this.problem = error ? "Leadgate's fields cannot be read on this record." : "";
    }

    get names() {
        return FIELDS[this.objectApiName] ?? {};
    }

    get isAccount() {
        return this.objectApiName === "Account";
    }

    get isPerson() {
        return !this.isAccount;
    }

    get isObserving() {
        return !this.text("status") && Boolean(this.text("shadow_status"));
    }

    get isJudged() {
        return Boolean(this.status || this.text("account_priority"));
    }

    get isEmpty() {
        return Boolean(this.record) && !this.isJudged;
    }

    get status() {
        return this.text("status") || this.text("shadow_status");
    }

    get badge() {
        return `slds-badge ${BADGES[this.status] ?? ""}`;
    }

    get verdict() {
        return this.label("status") || this.label("shadow_status");
    }

    get tier() {
        return this.text("tier") || this.text("shadow_tier");
    }

    get score() {
        return this.text("score") ?? this.text("shadow_score");
    }

    get confidence() {
        return this.text("confidence_percent");
    }

    get nextStep() {
        return this.text("next_step");
    }

    get reasons() {
        return this.lines("reasons");
    }

    get stakeholders() {
        return this.lines("stakeholder_map");
    }

    get unknowns() {
        return this.lines("unknowns");
    }

    get changes() {
        return this.lines("would_change");
    }

    get accountScore() {
        return this.text("account_score");
    }

    get accountPriority() {
        return this.label("account_priority");
    }

    get seatsFilled() {
        return this.text("coverage_filled");
    }

    get seatsMissing() {
        return this.text("coverage_missing");
    }

    text(name) {
        return this.record && this.names[name] ? getFieldValue(this.record, this.path(name)) : undefined;
    }

    label(name) {
        return this.record && this.names[name]
            ? (getFieldDisplayValue(this.record, this.path(name)) ?? this.text(name))
            : undefined;
    }

    lines(name) {
        const found = (this.text(name) ?? "").split("\n").filter(Boolean);
        return found.length ? found.map((line, at) => ({ key: `${at}`, line })) : undefined;
    }

    path(name) {
        return `${this.objectApiName}.${this.names[name]}`;
    }
}
