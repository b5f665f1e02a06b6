export default { title: "Kitchen sink", lead: "Every primitive in every state. For development." } as const;
