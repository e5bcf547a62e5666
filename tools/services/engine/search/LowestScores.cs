namespace Pedestal.Engine;

/// <summary>The few templates with the lowest scores of those offered, lowest first; of equal ones those offered first.</summary>
sealed class LowestScores(int capacity)
{
    readonly int[] _templates = new int[capacity];
    readonly int[] _scores = new int[capacity];
    int _count;

    /// <summary>Scores from this one on are not among the lowest.</summary>
    public ulong Limit { get; private set; } = ulong.MaxValue;

    /// <summary>The templates by their numbers in the gallery.</summary>
    public ReadOnlySpan<int> Templates => _templates.AsSpan(0, _count);

    /// <summary>Adds a template if its score is below the limit.</summary>
    public void Offer(int template, int score)
    {
        if ((ulong)score >= Limit)
        {
            return;
        }

        var at = _count < _templates.Length ? _count++ : _count - 1;
        for (; at > 0 && score < _scores[at - 1]; at--)
        {
            (_templates[at], _scores[at]) = (_templates[at - 1], _scores[at - 1]);
        }

        (_templates[at], _scores[at]) = (template, score);
        Limit = _count < _templates.Length ? ulong.MaxValue : (ulong)_scores[^1];
    }
}
