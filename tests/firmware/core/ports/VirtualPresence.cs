using Pedestal.Hal;

namespace Pedestal.Core.Tests;

/// <summary>A range finder whose readings the test sets. Thread-safe.</summary>
sealed class VirtualPresence : IPresenceSensor
{
    const int NominalMillimetres = 90;

    // An odd number, so that each of two alternating readers sees all of it.
    static readonly int[] Noise = [0, 1, 0, -1, 1];
    int _millimetres = Presence.Nothing;
    int _reading;
    volatile bool _lives;
    volatile bool _stuck;
    volatile bool _silent;
    int _stuckAt;
    readonly ManualResetEventSlim _responds = new(true);

    /// <summary>
    /// The distance it reads, <see cref="Presence.Nothing"/> (at first) or <see cref="Presence.Failed"/>.
    /// </summary>
    public int Millimetres
    {
        get => Volatile.Read(ref _millimetres);
        set => Volatile.Write(ref _millimetres, value);
    }

    /// <summary>Whether readings vary by a millimetre, like those of the real part.</summary>
    public bool Lives
    {
        get => _lives;
        set => _lives = value;
    }

    /// <summary>Whether it hangs and repeats one reading: the last one, or 90 mm.</summary>
    public bool Stuck
    {
        get => _stuck;
        set
        {
            _stuckAt = Millimetres >= 0 ? Millimetres : NominalMillimetres;
            _stuck = value;
        }
    }

    /// <summary>Whether it does not respond at all.</summary>
    public bool Silent
    {
        get => _silent;
        set => _silent = value;
    }

    /// <summary>Whether a reading blocks until this is reset, as on a held bus; a restart also ends it.</summary>
    public bool Hangs
    {
        get => !_responds.IsSet;
        set
        {
            if (value)
            {
                _responds.Reset();
            }
            else
            {
                _responds.Set();
            }
        }
    }

    /// <inheritdoc/>
    public int ReadMillimetres()
    {
        _responds.Wait();
        var millimetres = Millimetres;
        return _silent ? Presence.Failed
            : _stuck ? _stuckAt
            : _lives && millimetres > 0 ? millimetres + Noise[(uint)Interlocked.Increment(ref _reading) % Noise.Length]
            : millimetres;
    }
}
