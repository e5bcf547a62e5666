namespace Pedestal.Messaging;

/// <summary>
/// Estimates how long something takes from past durations: a smoothed mean and its deviation, as for a retransmission timer
/// (RFC 6298, section 2).
/// </summary>
/// <param name="gain">How much of a new duration the mean takes over; the deviation takes over twice as much.</param>
sealed class ReplyTime(double gain)
{
    const int Deviations = 4;
    const int DeviationsGain = 2;

    double _mean;
    double _deviation;
    bool _known;

    /// <summary>The mean; zero before the first measurement.</summary>
    internal TimeSpan Mean => TimeSpan.FromMilliseconds(_mean);

    /// <summary>A duration hardly ever exceeded; zero before the first measurement.</summary>
    internal TimeSpan Cautious => TimeSpan.FromMilliseconds(_mean + Deviations * _deviation);

    /// <summary>Adds a measurement.</summary>
    internal void Add(TimeSpan taken)
    {
        var milliseconds = taken.TotalMilliseconds;
        _deviation = _known
            ? _deviation + DeviationsGain * gain * (Math.Abs(milliseconds - _mean) - _deviation)
            : milliseconds / 2;
        _mean = _known ? _mean + gain * (milliseconds - _mean) : milliseconds;
        _known = true;
    }
}
