namespace Pedestal.Bench;

/// <summary>Searches of one kind.</summary>
/// <param name="Searches">How many.</param>
/// <param name="P50Ms">Median time.</param>
/// <param name="P99Ms">Time that one in a hundred exceeds.</param>
/// <param name="Found">Those that found somebody.</param>
/// <param name="Right">Those that found the probe's own palm.</param>
sealed record SearchFigures(int Searches, double P50Ms, double P99Ms, int Found, int Right);

/// <summary>An event's guest list of 20,000 palms.</summary>
/// <param name="GalleryLoadMs">Time to load its gallery from the database, opening every template.</param>
/// <param name="Palms">Palms loaded.</param>
/// <param name="Templates">Templates loaded.</param>
/// <param name="ChangeVisibleP50Ms">Median time from the sale of a ticket to the admission of its guest's palm.</param>
/// <param name="ChangeVisibleMs">The longest of these times.</param>
sealed record GuestListFigures(double GalleryLoadMs, int Palms, int Templates, double ChangeVisibleP50Ms, double ChangeVisibleMs);

/// <summary>The search among everybody enrolled.</summary>
/// <param name="PopulationP99Ms">Time that one search in a hundred exceeds, of known palms and strangers together.</param>
/// <param name="PopulationBytes">The most memory that the process had in use, loading and searching included.</param>
/// <param name="GalleryLoadMs">From <see cref="GuestList"/>.</param>
/// <param name="ChangeVisibleMs">From <see cref="GuestList"/>.</param>
/// <param name="Persons">Persons enrolled.</param>
/// <param name="Palms">Their palms.</param>
/// <param name="Templates">The templates of these palms.</param>
/// <param name="LoadSeconds">Time to derive and load the templates.</param>
/// <param name="Known">Searches for enrolled palms, by captures that did not enrol them.</param>
/// <param name="Strangers">Searches for palms of nobody enrolled.</param>
/// <param name="GuestList">An event's guest list.</param>
/// <param name="Machine">The machine it ran on.</param>
sealed record PopulationReport(
    double PopulationP99Ms, long PopulationBytes, double GalleryLoadMs, double ChangeVisibleMs, int Persons, int Palms, int Templates, double LoadSeconds,
    SearchFigures Known, SearchFigures Strangers, GuestListFigures GuestList, MachineClass Machine);
