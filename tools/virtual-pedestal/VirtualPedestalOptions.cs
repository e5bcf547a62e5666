using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host;
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

    /// <summary>Where settings and lists are kept; in memory when null.</summary>
    public IFileStore? Files { get; init; }

    /// <summary>Settings by name that count more than the options above; none when null.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>What begins the console's service mode; none when null.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>Password of its account at the broker, which is called as the device; null for no account.</summary>
    public string? BrokerPassword { get; init; }

    /// <summary>Time between two looks of the watchdog; a thread is stuck when it does not come round for sixty of them.</summary>
    public TimeSpan WatchdogPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The technician's line; nobody listens when null.</summary>
    public IConsolePort? Console { get; init; }

    /// <summary>On which the parts keep the times of real ones: real time when nothing is said.</summary>
    public IClock Clock { get; init; } = new SystemClock();

    /// <summary>What turns a frame into a template; the firmware's vein extraction at the device's pace when null.</summary>
    public ITemplateExtractor? Extractor { get; init; }
}
