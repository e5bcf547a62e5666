using Pedestal.Core.Settings;

namespace Pedestal.VirtualPedestal;

/// <summary>The options of the command line.</summary>
sealed record LanesOptions(
    string Broker, IReadOnlyList<string> Keys, int? Lanes, LaneMode? Mode, string Fault, int? ConsolePort, string? ServiceCode,
    string? Flash, string? Guests, double Rate, int Seed, int? Seconds, string? Settings = null);
