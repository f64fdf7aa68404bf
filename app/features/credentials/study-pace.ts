/** Study hours a day by which the earliest dates are counted; said wherever such a date is shown. */
export const studyHoursPerDay = 2
