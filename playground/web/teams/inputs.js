// The renderer's inputs with names, groups and errors as screen readers need them, and with ids that stay the same.

import { w } from "../words.js";

/**
 * The renderer (3.0.6) makes an error a part of the field's name and gives a set of choices no name at all. Here an
 * error describes the field, and choices are a group. What begins with `_` is the renderer's own.
 */
export const described = (Input) =>
  class extends Input {
    overrideInternalRender() {
      const drawn = super.overrideInternalRender();
      this.controls.forEach((control, at) => this.rename(control, `${this.id}-${at}`));
      this.updateInputControlAriaLabelledBy();
      return drawn;
    }

    /** What takes the focus: one field, or each of the choices. */
    get controls() {
      const one = this._checkboxInputElement ?? this._textInput ?? this.renderedInputControlElement;
      return this._toggleInputs ?? (one ? [one] : []);
    }

    get group() {
      return this._toggleInputs ? this.renderedInputControlElement : null;
    }

    rename(control, id) {
      for (const label of [...(this._labels ?? []), this._checkboxInputLabelElement]) {
        if (label?.htmlFor === control.id) label.htmlFor = id;
      }
      if (!this.group && this._renderedLabelElement) this._renderedLabelElement.htmlFor = id;
      control.id = id;
    }

    updateInputControlAriaLabelledBy() {
      const label = this._renderedLabelElement;
      const error = this._renderedErrorMessageElement?.id;
      for (const control of this.controls) {
        put(control, "aria-invalid", error && "true");
        put(control, "aria-describedby", error);
        if (label || control.labels?.length) control.removeAttribute("aria-label");
        control.removeAttribute("aria-labelledby");
      }
      if (this.group) this.nameGroup(label);
      else if (this.controls.length) put(this.controls[0], "aria-required", this.isRequired && "true");
    }

    nameGroup(label) {
      const radio = !this.isMultiSelect;
      this.group.setAttribute("role", radio ? "radiogroup" : "group");
      put(this.group, "aria-labelledby", label?.id);
      label?.removeAttribute("for");
      if (!radio) return;
      put(this.group, "aria-required", this.isRequired && "true");
      for (const control of this.controls) control.removeAttribute("aria-required");
    }

    resetValidationFailureCue() {
      super.resetValidationFailureCue();
      this.updateInputControlAriaLabelledBy();
    }

    showValidationErrorMessage() {
      this.errorMessage ||= w("teams.unanswered");
      super.showValidationErrorMessage();
    }

    get isRefused() {
      return Boolean(this._renderedErrorMessageElement);
    }

    /** Shows an error that was found elsewhere. */
    refuse(words) {
      this.resetValidationFailureCue();
      this.errorMessage = words;
      this.showValidationErrorMessage();
    }
  };

function put(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

/** A people picker: unlike a list of choices it can be emptied again. */
export const people = (Choices) =>
  class extends Choices {
    internalRender() {
      const select = super.internalRender();
      const nobody = select.options[0];
      nobody.text = this.placeholder ?? w("teams.nobody");
      nobody.hidden = nobody.disabled = Boolean(this.isRequired);
      return select;
    }
  };
