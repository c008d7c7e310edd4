// What the values of a record are: at a path, as typed, as shown. The first of the three parts of the program.

"use strict";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const AMERICAN_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const NUMBER = /^-?\d+(\.\d+)?$/;

// `a[0].b` -> "a", "0", "b".
function steps(path) {
  return path.match(/[^.[\]]+/g);
}

function valueAt(record, path) {
  return steps(path).reduce((part, step) => part[step], record);
}

function setValue(record, path, value) {
  const way = steps(path);
  const last = way.pop();
  way.reduce((part, step) => part[step], record)[last] = value;
}

// What was typed as a value of the field's kind, or what is wrong with it.
function readValue(typed, field) {
  const text = typed.trim();
  if (field.type === "bool") return [text === "yes", ""];
  if (field.choices.length) return field.choices.includes(text) ? [text, ""] : [null, "Choose one of the list."];
  if (field.type === "Decimal") {
    const plain = text.replace(/[$,\s]/g, "");
    return NUMBER.test(plain) ? [plain, ""] : [null, "Write a number, such as 1250 or 17.305."];
  }
  if (field.type === "date") {
    const american = AMERICAN_DATE.exec(text);
    const iso = american ? `${american[3]}-${american[1].padStart(2, "0")}-${american[2].padStart(2, "0")}` : text;
    return isDay(iso) ? [iso, ""] : [null, "Write a day, such as 2024-05-31 or 5/31/2024."];
  }
  return text ? [text, ""] : [null, "Write a value, or tick that the form gives none."];
}

function isDay(text) {
  const match = DATE.exec(text);
  if (!match || match[1] === "0000") return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function asShown(value, field, money) {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field.type !== "Decimal") return value;
  const [whole, decimals] = value.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${money ? "$" : ""}${grouped}${decimals === undefined ? "" : `.${decimals}`}`;
}

function worded(value) {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return `'${value}'`;
}
