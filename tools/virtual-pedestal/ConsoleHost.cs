using System.Globalization;
using System.Security.Cryptography;
using Pedestal.Core.Console;
using Pedestal.Core.Console.Commands;
using Pedestal.Core.Fleet;
using Pedestal.Core.Lane;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.VirtualPedestal;

/// <summary>The firmware's console, reports and remote commands over a virtual pedestal's parts. For the lane's thread.</summary>
sealed class ConsoleHost
{
    readonly ConsoleParts _parts;
    readonly DiagnosticConsole _console;
    readonly TcpConsole? _tcp;
    RemoteCommands? _commands;
    FleetReports? _reports;

    public ConsoleHost(VirtualPedestalOptions options, IClock clock, ISystemInfo system, IFileStore files)
    {
        var port = options.Console ?? new NoConsole();
        var log = new EventLog(clock);
        var store = new SettingsStore(files);
        if (store.Load() == SettingsState.NoneStored)
        {
            store.Save(Values(options), TrialProof.None);
        }

        var settings = new DeviceSettings();
        var problem = settings.Take(store.Values());
        _parts = new ConsoleParts
        {
            Port = port, Clock = clock, System = system, Log = log, Service = new ServiceMode(clock, log, files), Settings = settings,
            Store = store, Editor = new SettingsEditor(store, settings), Files = files,
        };
        _parts.Service.Open(store);
        Judge(problem);
        _console = StandardCommands.Create(_parts);

        // Lines that come from a reader were shown by whoever typed them.
        _console.Interactive = port is not TextConsole;
        _tcp = port as TcpConsole;
        _tcp?.Connected += _console.Restart;

        log.Write(LogLevel.Info, "start", "settings " + SettingsWords.Of(store.State));
    }

    /// <summary>Why it cannot start up; None when it can.</summary>
    public StartupFault Fault { get; private set; }

    /// <summary>The same in words, "none" when it can.</summary>
    public string FaultText => _parts.StartupFault;

    /// <summary>The settings in force.</summary>
    public DeviceSettings Settings => _parts.Settings;

    /// <summary>The stored settings.</summary>
    public SettingsStore Store => _parts.Store;

    /// <summary>Service mode, for the lane's report.</summary>
    public ServiceMode Service => _parts.Service;

    /// <summary>What happened.</summary>
    public EventLog Log => _parts.Log;

    /// <summary>When a start that has failed just now is worth another try.</summary>
    public StartupRetry Retry() => new(_parts.Clock, _parts.Service);

    /// <summary>Makes the parts known that the lane was put together of.</summary>
    public void Serve(LaneParts parts, LaneController lane, VirtualPedestal pedestal)
    {
        _parts.Link = parts.Link;
        _parts.Offline = parts.Offline;
        _parts.Network = pedestal.Network;
        _parts.Lane = lane;
        _parts.Camera = parts.Camera;
        _parts.CameraService = (ICameraService)parts.Camera;
        _parts.Presence = parts.Presence;
        _parts.Reader = pedestal.Reader;
        _parts.Gate = parts.Gate;
        _parts.Ring = pedestal.Ring;
        _parts.Time = pedestal.Controller;
        _parts.Thermometer = pedestal.Controller;
        _commands = new RemoteCommands(_parts, parts);
        _reports = new FleetReports(_parts, parts, _commands);
        _parts.Extractor = (parts.Extractor as VeinExtractor)?.Extractor;
    }

    /// <summary>Whether everything typed has been answered.</summary>
    public bool IsIdle => !_console.IsBusy && _parts.Port is not TextConsole { IsPending: true };

    /// <summary>The power is cut: another console takes the line.</summary>
    public void End()
    {
        _tcp?.Connected -= _console.Restart;
    }

    /// <summary>A bounded piece of the work for technicians and operators, once for each step of the lane.</summary>
    public void Poll()
    {
        _console.Poll();
        _commands?.Poll();
        _reports?.Poll();
    }

    /// <summary>Whether the settings are such that a pedestal can start, by the rules of the device.</summary>
    void Judge(string? problem)
    {
        var (fault, detail) = (Store.State, problem) switch
        {
            (SettingsState.StorageFailed, _) => (StartupFault.StorageFailed, "the flash cannot be read"),
            (SettingsState.NoneStored, _) => (StartupFault.StorageFailed, "the settings cannot be stored"),
            (SettingsState.Damaged or SettingsState.TooNew, _) => (StartupFault.SettingsInvalid, SettingsWords.Of(Store.State)),
            (_, { } text) => (StartupFault.SettingsInvalid, text),
            _ when !Radio.CanUse(Settings.BrokerCa) =>
                (StartupFault.SettingsInvalid, SettingNames.BrokerCa + " is a certificate that the TLS library cannot use"),
            _ => (StartupFault.None, ""),
        };
        Fault = fault;
        if (fault != StartupFault.None)
        {
            _parts.StartupFault = $"{PartWords.Of(fault)}: {detail}";
            _parts.Log.Write(LogLevel.Error, "start", _parts.StartupFault);
        }
    }

    static string?[] Values(VirtualPedestalOptions options) =>
        [.. SettingsSchema.All.Select(setting => options.Settings?.GetValueOrDefault(setting.Name) ?? setting.Name switch
        {
            SettingNames.Venue => options.Venue,
            SettingNames.Device => options.Device,
            SettingNames.Mode => SettingsWords.Of(options.Mode),
            SettingNames.MatchKey => Text(options.MatchKey),
            SettingNames.TicketKey => Text(options.TicketKey),
            SettingNames.FleetKey => options.FleetKey is { } fleet ? Text(fleet) : null,
            SettingNames.WifiSsid => "virtual",
            SettingNames.BrokerHost => options.BrokerHost,
            SettingNames.BrokerPort => options.BrokerPort.ToString(CultureInfo.InvariantCulture),
            SettingNames.BrokerTls => "off",
            SettingNames.BrokerUser => options.BrokerPassword is null ? null : options.Device,
            SettingNames.BrokerPassword => options.BrokerPassword,
            // Without one nobody gets into service mode, as at a pedestal whose code nobody knows.
            SettingNames.ServiceCode => options.ServiceCode ?? RandomNumberGenerator.GetHexString(SettingsSchema.LongestServiceCode),
            SettingNames.Offline => options.Offline is { IsOn: true } ? "on" : null,
            SettingNames.OfflineKey => options.Offline is { Key: { } key } ? Convert.ToHexStringLower(key) : null,
            SettingNames.OfflineLane => options.Offline?.Lane.ToString(CultureInfo.InvariantCulture),
            SettingNames.OfflineLanes => options.Offline?.Lanes.ToString(CultureInfo.InvariantCulture),
            _ => null,
        })];

    static string Text(DeviceKey key) => Convert.ToHexStringLower([.. key.Encryption, .. key.Authentication]);

    /// <summary>Nobody listens.</summary>
    sealed class NoConsole : IConsolePort
    {
        public int TryRead() => -1;

        public int Write(byte[] buffer, int offset, int count) => count;
    }
}
