namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// How the light varies that a hand, or something held in place of one, sends back: by the blood of each heartbeat, by slow changes of its
/// vessels, and by its distance, with whose square the light falls. The same seed gives the same course.
/// </summary>
/// <param name="seed">The seed of all phases.</param>
public sealed class LivingLight(int seed)
{
    const double Distance = 90;
    const double OvertoneShare = 0.35;
    const double RateVariation = 0.04;
    const double BreathHertz = 0.25;
    const double SlowHertz = 0.1;
    const int Sways = 24;
    readonly double[] _phases = Phases(seed);

    /// <summary>The heartbeat's share of the light, zero to peak; 0 for what has no blood.</summary>
    public double Pulse { get; init; }

    /// <summary>Heartbeats a second.</summary>
    public double Rate { get; init; } = 1.15;

    /// <summary>The share of slow changes, zero to peak.</summary>
    public double Slow { get; init; }

    /// <summary>How far the hand sways between 0.1 and 3 Hz, root mean square in mm, the slower the farther.</summary>
    public double Sway { get; init; }

    /// <summary>Its tremor near 8 Hz, zero to peak in mm.</summary>
    public double Tremor { get; init; }

    /// <summary>How far each heartbeat pushes it, zero to peak in mm.</summary>
    public double Push { get; init; }

    /// <summary>The light at a time, relative to its mean.</summary>
    public double At(long microseconds)
    {
        var time = microseconds / 1e6;
        var beats = Rate * time + RateVariation * Rate / (2 * Math.PI * BreathHertz) * Wave(BreathHertz * time, 0);
        var blood = Pulse * (Wave(beats, 1) + OvertoneShare * Wave(2 * beats, 2)) + Slow * Wave(SlowHertz * time, 3);
        var millimetres = Distance + Push * (Wave(beats, 4) + OvertoneShare * Wave(2 * beats, 5)) + Tremor * Wave(8 * time, 6) + Swaying(time);
        return (1 - blood) * Distance * Distance / (millimetres * millimetres);
    }

    double Swaying(double time)
    {
        var (sum, power) = (0.0, 0.0);
        for (var i = 0; i < Sways; i++)
        {
            var hertz = 0.1 * Math.Pow(30, (i + 0.5) / Sways);
            var share = 1 / hertz;
            sum += share * Wave(hertz * time, 7 + i);
            power += share * share / 2;
        }

        return Sway * sum / Math.Sqrt(power);
    }

    double Wave(double turns, int phase) => Math.Sin(2 * Math.PI * (turns + _phases[phase]));

    static double[] Phases(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 7 + Sways).Select(_ => random.NextDouble())];
    }
}
