export default { title: "Bausteine", lead: "Jeder Baustein in jedem Zustand. Für die Entwicklung." };
