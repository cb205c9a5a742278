/** The databases that test files clone: migrated and empty, and filled with the demo. */
export const emptyTemplate = 'tongyuan_template';
export const demoTemplate = 'tongyuan_demo';
