using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// The board's Wi-Fi with its network: access point, DHCP, name server and time server, each of which can fail. With an address the
/// board reaches this PC's network. Thread-safe.
/// </summary>
public sealed class Radio
{
    const string NoAddress = "0.0.0.0";
    readonly BoardClock _clock;
    readonly ConcurrentDictionary<string, IPAddress> _names = new();
    readonly Lock _lock = new();
    string? _ssid;
    string? _password;
    long _joinedAt;
    bool _isInRange = true;
    bool _dhcpReplies = true;

    internal Radio(BoardClock clock) => _clock = clock;

    /// <summary>Raised when the address is lost, on the thread that caused it.</summary>
    public event Action? Lost;

    /// <summary>Whether the firmware image has a Wi-Fi interface.</summary>
    public bool HasInterface { get; set; } = true;

    /// <summary>Whether the driver throws at every call.</summary>
    public bool DriverFails { get; set; }

    /// <summary>The network's name; null for any.</summary>
    public string? Ssid { get; set; }

    /// <summary>Its passphrase; null for any.</summary>
    public string? Passphrase { get; set; }

    /// <summary>Time from joining the network to having an address.</summary>
    public TimeSpan JoinTime { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Whether the time server replies.</summary>
    public bool TimeServerReplies { get; set; } = true;

    /// <summary>Whether the name server replies.</summary>
    public bool NameServerReplies { get; set; } = true;

    /// <summary>Whether the access point is in range. The driver joins it again by itself.</summary>
    public bool IsInRange
    {
        get => _isInRange;
        set => Change(() => _isInRange = value);
    }

    /// <summary>Whether the DHCP server assigns addresses; without it the board loses its address.</summary>
    public bool DhcpReplies
    {
        get => _dhcpReplies;
        set => Change(() => _dhcpReplies = value);
    }

    /// <summary>The board's address, 0.0.0.0 without one.</summary>
    public string Address => HasAddress ? IPAddress.Loopback.ToString() : NoAddress;

    /// <summary>Whether the board has an address.</summary>
    public bool HasAddress
    {
        get
        {
            lock (_lock)
            {
                return _ssid != null && (Ssid ?? _ssid) == _ssid && (Passphrase ?? _password) == _password
                    && _isInRange && _dhcpReplies && _clock.NowMicroseconds >= _joinedAt;
            }
        }
    }

    /// <summary>Adds a name to the network's name server.</summary>
    public void AddName(string name, IPAddress address) => _names[name] = address;

    internal void Join(string ssid, string password)
    {
        lock (_lock)
        {
            if (ssid != _ssid || password != _password)
            {
                (_ssid, _password) = (ssid, password);
                BeginJoining();
            }
        }
    }

    /// <summary>Leaves the network, as a reset does.</summary>
    internal void Reset()
    {
        lock (_lock)
        {
            _ssid = null;
        }
    }

    internal void DemandAddress()
    {
        if (!HasAddress)
        {
            throw new SocketException((int)SocketError.NetworkUnreachable);
        }
    }

    internal IPAddress[] Resolve(string name)
    {
        DemandAddress();
        if (IPAddress.TryParse(name, out var literal))
        {
            return [literal];
        }

        return !NameServerReplies ? throw new SocketException((int)SocketError.HostNotFound)
            : _names.TryGetValue(name, out var known) ? [known]
            : Dns.GetHostAddresses(name, AddressFamily.InterNetwork);
    }

    void Change(Action change)
    {
        var had = HasAddress;
        lock (_lock)
        {
            change();
            BeginJoining();
        }

        if (had && !HasAddress)
        {
            Lost?.Invoke();
        }
    }

    void BeginJoining() => _joinedAt = _clock.NowMicroseconds + (long)JoinTime.TotalMicroseconds;
}
