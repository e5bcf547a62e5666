namespace Pedestal.Engine;

/// <summary>A palm and its distance.</summary>
/// <param name="Palm">The palm.</param>
/// <param name="Distance">Distance of its nearest template, 0 to 1.</param>
public readonly record struct FoundPalm(long Palm, double Distance)
{
    /// <summary>Whether this palm is nearer; of equal ones, whether it is the lower palm.</summary>
    internal bool IsBefore(FoundPalm other) =>
        Distance < other.Distance || Distance == other.Distance && Palm < other.Palm;
}

/// <summary>
/// The nearest palms so far, nearest first, equal distances by palm. The result does not depend on the order in which palms are
/// offered.
/// </summary>
sealed class NearestPalms(int capacity)
{
    readonly FoundPalm[] _palms = new FoundPalm[capacity];
    int _count;

    /// <summary>
    /// The distance beyond which a palm is not among the nearest; infinite until there are as many as wanted.
    /// </summary>
    public double Farthest => _count < capacity ? double.PositiveInfinity : _palms[_count - 1].Distance;

    /// <summary>The palms.</summary>
    public ReadOnlySpan<FoundPalm> Palms => _palms.AsSpan(0, _count);

    /// <summary>Adds a palm if it is among the nearest. A known palm keeps its smaller distance.</summary>
    public void Offer(long palm, double distance)
    {
        var at = _count;
        for (var i = 0; i < _count; i++)
        {
            if (_palms[i].Palm == palm)
            {
                at = i;
                break;
            }
        }

        var offered = new FoundPalm(palm, distance);
        if (at < _count)
        {
            if (distance >= _palms[at].Distance)
            {
                return;
            }
        }
        else if (_count < capacity)
        {
            _count++;
        }
        else if (!offered.IsBefore(_palms[--at]))
        {
            return;
        }

        for (; at > 0 && offered.IsBefore(_palms[at - 1]); at--)
        {
            _palms[at] = _palms[at - 1];
        }

        _palms[at] = offered;
    }
}
