using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Settings;
using Pedestal.Hal.Host.Platform;
using Pedestal.Protocol;

namespace Pedestal.VirtualPedestal;

/// <summary>Who a virtual pedestal is and which broker it talks to.</summary>
public sealed class VirtualPedestalOptions
{
    /// <summary>The venue the device stands in.</summary>
    public required string Venue { get; init; }

    /// <summary>The device's name.</summary>
    public required string Device { get; init; }

    /// <summary>Entry or enrolment.</summary>
    public LaneMode Mode { get; init; } = LaneMode.Entry;

    /// <summary>Key shared with the matcher.</summary>
    public required DeviceKey MatchKey { get; init; }

    /// <summary>Key shared with ticketing.</summary>
    public required DeviceKey TicketKey { get; init; }

    /// <summary>Key shared with the fleet's operator; no remote commands when null.</summary>
    public DeviceKey? FleetKey { get; init; }

    /// <summary>The broker's name or address.</summary>
    public string BrokerHost { get; init; } = "127.0.0.1";

    /// <summary>The broker's TCP port.</summary>
    public int BrokerPort { get; init; } = 1883;

    /// <summary>What it may admit while ticketing cannot be reached; nothing when null.</summary>
    public OfflineSettings? Offline { get; init; }

    /// <summary>Its flash: what it holds counts more than these options; empty when null.</summary>
    public Flash? Flash { get; init; }

    /// <summary>Settings by name that count more than the options above; none when null.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>What begins the console's service mode; none when null.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>Password of its account at the broker, which is called as the device; null for no account.</summary>
    public string? BrokerPassword { get; init; }

    /// <summary>The technician's cable; nobody listens when null.</summary>
    public IUartChip? Console { get; init; }

    /// <summary>The board's time.</summary>
    public BoardClock Time { get; init; } = new RealTime();

    /// <summary>What turns a frame into a template; the firmware's vein extraction at the device's pace when null.</summary>
    public ITemplateExtractor? Extractor { get; init; }
}
