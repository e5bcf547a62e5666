using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// A reader of the GM65 family, simulated at its bytes: it executes commands, replies to them, and sends the codes that are held in
/// front of it when its settings let it read. Thread-safe.
/// </summary>
public sealed class Gm65Chip : IUartChip
{
    internal const byte ReadCommand = 7;
    const byte WriteCommand = 8;
    const byte SaveCommand = 9;
    const byte HeartbeatCommand = 10;
    const byte ReplyHead = 2;
    const byte HeartbeatHead = 3;

    // An estimate: the vendor gives no figure.
    const long ReplyMicroseconds = 10_000;

    readonly BoardClock _clock;
    readonly Lock _lock = new();
    readonly Gm65Settings _settings = new();
    readonly List<byte> _command = [];
    readonly Gm65Scanner _scanner;
    UartLine? _line;
    long _busyUntil;
    volatile Gm65Fault _fault;

    /// <summary>A module with factory settings: it reads only while it is triggered.</summary>
    public Gm65Chip(BoardClock clock)
    {
        _clock = clock;
        _scanner = new Gm65Scanner(clock, _settings, SendCode);
    }

    /// <summary>Bytes before every code; none by default.</summary>
    public byte[] Prefix { get; set; } = [];

    /// <summary>Bytes after every code; CR by default.</summary>
    public byte[] Suffix { get; set; } = [(byte)'\r'];

    /// <summary>Whether the AIM symbology identifier, such as ]Q1, is sent before every code; false by default.</summary>
    public bool SendsSymbology { get; set; }

    /// <summary>Its present fault.</summary>
    public Gm65Fault Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            _scanner.IsBlind = value == Gm65Fault.Silent;
        }
    }

    /// <summary>Commands lost because they arrived while it was still busy with another.</summary>
    public int LostCommands { get; private set; }

    /// <inheritdoc/>
    public void Connect(UartLine line) => _line = line;

    /// <summary>Restores power; settings that were not saved are lost.</summary>
    public void PowerUp()
    {
        lock (_lock)
        {
            _settings.Restore();
            _command.Clear();
            _busyUntil = 0;
            _scanner.PowerUp();
        }
    }

    /// <summary>Holds a code in front of it, behind those already there, until it is read.</summary>
    /// <param name="code">The code's text, one byte a character.</param>
    /// <param name="symbology">The code's AIM symbology identifier; ]Q1 is a QR code.</param>
    public void Show(string code, string symbology = "]Q1") => _scanner.Show(code, symbology);

    /// <summary>Removes all codes that have not been read.</summary>
    public void TakeAway() => _scanner.TakeAway();

    /// <summary>Sends bytes unchanged, whatever the settings.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        switch (_fault)
        {
            case Gm65Fault.Silent:
                return;
            case Gm65Fault.WrongSpeed:
                // At the wrong speed each byte arrives as several wrong ones.
                _line?.Send([.. bytes.ToArray().SelectMany(value => new[] { (byte)(value | 0x80), (byte)0xFE })]);
                return;
            default:
                _line?.Send(bytes);
                return;
        }
    }

    /// <inheritdoc/>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        if (_fault is Gm65Fault.Silent or Gm65Fault.Deaf or Gm65Fault.WrongSpeed)
        {
            return;
        }

        lock (_lock)
        {
            foreach (var value in bytes)
            {
                Take(value);
            }
        }
    }

    void Take(byte value)
    {
        if (_command.Count == 0 && value != Gm65Frame.Head)
        {
            return;
        }

        _command.Add(value);
        if (_command.Count < Gm65Frame.HeaderLength || _command.Count < Gm65Frame.LengthOf([.. _command]))
        {
            return;
        }

        byte[] command = [.. _command];
        _command.Clear();
        if (_clock.NowMicroseconds < _busyUntil)
        {
            LostCommands++;
        }
        else if (Gm65Frame.IsValid(command))
        {
            Execute(command);
        }
    }

    void Execute(byte[] command)
    {
        var setting = command[4] << 8 | command[5];
        var data = command.AsSpan(Gm65Frame.HeaderLength..^Gm65Frame.ChecksumLength);
        switch (command[2])
        {
            case HeartbeatCommand:
                Reply(HeartbeatHead, [0]);
                break;
            case ReadCommand:
                Reply(ReplyHead, [.. Enumerable.Range(setting, data[0]).Select(s => _settings[s])]);
                break;
            case WriteCommand:
                Reply(ReplyHead, [0]);
                Write(setting, data);
                break;
            case SaveCommand:
                _settings.Save();
                Reply(ReplyHead, [0]);
                break;
        }
    }

    void Write(int setting, ReadOnlySpan<byte> data)
    {
        for (var i = 0; i < data.Length; i++)
        {
            _settings[setting + i] = data[i];
        }

        if (setting == Gm65Settings.Trigger && (_settings[setting] & 1) != 0)
        {
            _scanner.Trigger();
        }

        _line?.BaudRate = _settings.BaudRate;

        _scanner.Check();
    }

    void Reply(byte head, ReadOnlySpan<byte> data)
    {
        var reply = Gm65Frame.Reply(head, data, _fault != Gm65Fault.WrongChecksum);
        _busyUntil = _clock.NowMicroseconds + ReplyMicroseconds;
        _ = _clock.At(_busyUntil, () => Send(reply));
    }

    void SendCode(string code, string symbology)
    {
        byte[] text = [.. code.Select(c => (byte)c)];
        byte[] identifier = [.. (SendsSymbology ? symbology : "").Select(c => (byte)c)];
        byte[] whole = [.. Prefix, .. identifier, .. text, .. _settings.TailBytes ?? Suffix];
        var middle = whole.Length - text.Length / 2 - Suffix.Length;
        Send(_fault switch
        {
            Gm65Fault.Noise => [.. whole[..middle], 0xF7, .. whole[middle..]],
            Gm65Fault.Truncated => whole[..middle],
            _ => whole,
        });
    }
}
