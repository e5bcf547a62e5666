using Pedestal.Hal.Host.Chips;
using Pedestal.Phantom;
using Pedestal.Vein;
using Pedestal.Vein.Liveness;

namespace Pedestal.Evaluate;

/// <summary>What is held over an enrolment pedestal that looks for a pulse.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="IsLiving">Whether it is a living hand.</param>
/// <param name="Draw">Draws its pulse and movement.</param>
sealed record PulseSpecies(string Name, bool IsLiving, Func<PhantomRandom, LivingLight> Draw)
{
    /// <summary>
    /// All species. A pulse of 0.4 % of the light (0.12 % in cold hands), zero to peak, within a factor of 2.7 either way, and all movements
    /// are estimates, except for the tremor of a hand in the air (0.01 g at 7 Hz: Arch Neurol 39:358, 1982). A rest leaves a twentieth of
    /// the sway, a tenth of the tremor and of the heartbeat's push.
    /// </summary>
    public static readonly PulseSpecies[] All =
    [
        new("warm hand on a rest", true, random => Resting(random, Share(random, 0.004))),
        new("cold hand on a rest", true, random => Resting(random, Share(random, 0.0012))),
        new("warm hand in the air", true, random => Hovering(random, Share(random, 0.004))),
        new("cold hand in the air", true, random => Hovering(random, Share(random, 0.0012))),
        new("fake lying there", false, random => new LivingLight(random.Index(int.MaxValue))),
        new("fake held on the rest", false, random => Resting(random, 0)),
        new("fake held in the air", false, random => Hovering(random, 0)),
        new("glove on a hand on the rest", false, random => Resting(random, random.Uniform() * 0.3 * Share(random, 0.004))),
    ];

    static LivingLight Resting(PhantomRandom random, double pulse) => new(random.Index(int.MaxValue))
    {
        Pulse = pulse, Rate = Rate(random), Slow = pulse > 0 ? 0.0015 * random.Uniform() : 0, Sway = 0.05 * random.Uniform(),
        Tremor = 0.005, Push = 0.02 * random.Uniform(),
    };

    static LivingLight Hovering(PhantomRandom random, double pulse) => new(random.Index(int.MaxValue))
    {
        Pulse = pulse, Rate = Rate(random), Slow = pulse > 0 ? 0.0015 * random.Uniform() : 0, Sway = 0.5 + random.Uniform(),
        Tremor = 0.05, Push = 0.2 * random.Uniform(),
    };

    static double Rate(PhantomRandom random) => Math.Clamp(1.15 + 0.2 * random.Normal(), 0.75, 2.5);

    static double Share(PhantomRandom random, double usual) => usual * Math.Exp(Math.Clamp(random.Normal(), -2, 2) / 2);
}

/// <summary>One film after the other, as the pedestal takes them: one more if the first shows no pulse, up to eight while it moves.</summary>
sealed class PulsePresentation
{
    const int MostMoving = 8;
    const int Tries = 2;
    const int Purpose = 77;

    // The middle of the frame, where the meter looks.
    const int Middle = Parameters.FrameSide / 2;
    const int Half = 16;
    const double Level = 120;
    const double Noise = 1.8;
    static readonly double[] SensorNoise = Draw();
    readonly PulseMeter _meter = new();
    readonly byte[] _picture = new byte[Parameters.FrameStride * Parameters.FrameSide];

    /// <summary>Ok if a pulse was found, otherwise the last reason against it.</summary>
    public ExtractionStatus Present(PulseSpecies species, int seed, int presentation)
    {
        var random = new PhantomRandom(seed, presentation, Purpose);
        var light = species.Draw(random);
        var (moving, without, status, begin) = (0, 0, ExtractionStatus.NoPulse, 0);
        while (moving < MostMoving && without < Tries)
        {
            status = Film(light, random, ref begin);
            if (status == ExtractionStatus.Ok)
            {
                return status;
            }

            (moving, without) = status == ExtractionStatus.Moving ? (moving + 1, without) : (moving, without + 1);
            begin += 2_000;
        }

        return status;
    }

    /// <summary>The pictures that the driver takes: one each 115 to 127 ms, and later where a dark one comes between.</summary>
    ExtractionStatus Film(LivingLight light, PhantomRandom random, ref int time)
    {
        _meter.Begin(Middle, Middle, time);
        for (var i = 0; !_meter.IsComplete(time); i++)
        {
            time += i % 8 == 7 ? 230 : 115 + random.Index(13);
            var level = Level * light.At(1000L * time);
            var noise = random.Index(SensorNoise.Length);
            for (var y = Middle - Half; y < Middle + Half; y++)
            {
                for (var x = Middle - Half; x < Middle + Half; x++)
                {
                    _picture[Parameters.FrameStride * y + 2 * x] = (byte)Math.Clamp(level + SensorNoise[noise++ % SensorNoise.Length] + 0.5, 0, 255);
                }
            }

            _meter.Add(_picture, time);
        }

        _meter.Measure();
        return PulseValidator.Judge(_meter);
    }

    // Each picture begins at another place of it.
    static double[] Draw()
    {
        var random = new PhantomRandom(Purpose, 0, 0);
        return [.. Enumerable.Range(0, 65_521).Select(_ => Noise * random.Normal())];
    }
}
