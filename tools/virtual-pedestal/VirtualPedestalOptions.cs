using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Settings;
using Pedestal.Hal.Host.Platform;
using Pedestal.Protocol;

namespace Pedestal.VirtualPedestal;

/// <summary>A virtual pedestal's identity, keys, broker and settings.</summary>
public sealed class VirtualPedestalOptions
{
    /// <summary>The device's venue.</summary>
    public required string Venue { get; init; }

    /// <summary>The device's name.</summary>
    public required string Device { get; init; }

    /// <summary>Entry, enrolment, deletion or exit.</summary>
    public LaneMode Mode { get; init; } = LaneMode.Entry;

    /// <summary>Key shared with the matcher.</summary>
    public required DeviceKey MatchKey { get; init; }

    /// <summary>Key shared with ticketing.</summary>
    public required DeviceKey TicketKey { get; init; }

    /// <summary>Key shared with the fleet's operator; null for no remote commands.</summary>
    public DeviceKey? FleetKey { get; init; }

    /// <summary>The broker's name or address.</summary>
    public string BrokerHost { get; init; } = "127.0.0.1";

    /// <summary>The broker's TCP port.</summary>
    public int BrokerPort { get; init; } = 1883;

    /// <summary>What it may admit while ticketing cannot be reached; null for nothing.</summary>
    public OfflineSettings? Offline { get; init; }

    /// <summary>Its flash, whose content takes precedence over these options; empty when null.</summary>
    public Flash? Flash { get; init; }

    /// <summary>Settings by name that take precedence over the options above; none when null.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>The code that begins the console's service mode; null for none.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>Password of its account at the broker, whose name is the device's; null for no account.</summary>
    public string? BrokerPassword { get; init; }

    /// <summary>The technician's cable; null for none.</summary>
    public IUartChip? Console { get; init; }

    /// <summary>The board's clock.</summary>
    public BoardClock Time { get; init; } = new RealTime();

    /// <summary>The template extraction; the firmware's at the device's pace when null.</summary>
    public ITemplateExtractor? Extractor { get; init; }
}
