using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// The module's scanner: reads what is held in front of it, one code after the other, when the settings allow it.
/// </summary>
/// <param name="clock">Its time.</param>
/// <param name="settings">The module's settings.</param>
/// <param name="send">Receives each code that is read and its AIM symbology identifier.</param>
sealed class Gm65Scanner(BoardClock clock, Gm65Settings settings, Action<string, string> send)
{
    const long Tenth = 100_000;
    const long Never = long.MaxValue / 4;

    // An estimate: the vendor gives no figure.
    const long DecodeMicroseconds = 50_000;

    readonly Lock _lock = new();
    readonly Queue<(string Code, string Symbology)> _shown = new();
    string? _last;
    long _lastAt = long.MinValue / 2;
    long _triggeredUntil;
    bool _isScanning;
    volatile bool _isBlind;

    /// <summary>Whether it sees nothing.</summary>
    public bool IsBlind
    {
        get => _isBlind;
        set
        {
            _isBlind = value;
            Check();
        }
    }

    public void PowerUp()
    {
        lock (_lock)
        {
            _last = null;
            _triggeredUntil = 0;
        }

        Check();
    }

    public void Trigger()
    {
        lock (_lock)
        {
            var time = settings[Gm65Settings.Timeout] * Tenth;
            _triggeredUntil = time == 0 ? long.MaxValue : clock.NowMicroseconds + time;
        }
    }

    public void Show(string code, string symbology)
    {
        lock (_lock)
        {
            _shown.Enqueue((code, symbology));
        }

        Check();
    }

    public void TakeAway()
    {
        lock (_lock)
        {
            _shown.Clear();
        }
    }

    /// <summary>Starts to scan unless there is nothing to read or a scan is under way.</summary>
    public void Check()
    {
        lock (_lock)
        {
            while (SameCodeDelay() == Never && _shown.TryPeek(out var same) && same.Code == _last)
            {
                _shown.Dequeue();
            }

            if (_isScanning || _shown.Count == 0 || !MayRead())
            {
                return;
            }

            _isScanning = true;
            var delay = Math.Max(settings[Gm65Settings.Interval] * Tenth, _shown.Peek().Code == _last ? SameCodeDelay() : 0);
            _ = clock.At(Math.Max(_lastAt + delay, clock.NowMicroseconds) + DecodeMicroseconds, Decode);
        }
    }

    void Decode()
    {
        (string Code, string Symbology)? read = null;
        lock (_lock)
        {
            _isScanning = false;
            if (MayRead() && _shown.TryDequeue(out var shown))
            {
                read = shown;
                _last = shown.Code;
                _lastAt = clock.NowMicroseconds;
                _triggeredUntil = 0;
            }
        }

        if (read is var (code, symbology))
        {
            send(code, symbology);
        }

        Check();
    }

    // Manual and command mode read only after a trigger, continuous and induction mode always.
    bool MayRead() => !_isBlind && ((settings[Gm65Settings.Mode] & 2) != 0 || clock.NowMicroseconds < _triggeredUntil);

    // In tenths of a second, by the vendor's manual; with a delay of 0 a code is never read twice in a row.
    long SameCodeDelay()
    {
        var setting = settings[Gm65Settings.SameCode];
        return (setting & 0x80) == 0 ? 0 : setting == 0x80 ? Never : (setting & 0x7F) * Tenth;
    }
}
