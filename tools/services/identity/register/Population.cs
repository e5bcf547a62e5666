using Pedestal.Engine;
using Pedestal.Matching;

namespace Pedestal.Identity;

/// <summary>The palms of everybody who is enrolled: where a palm is searched that is to be enrolled or deleted.</summary>
public sealed class Population(Gallery gallery)
{
    int _changes;
    volatile bool _isLoaded;

    /// <summary>Whether everybody is loaded; until then it must not be asked.</summary>
    public bool IsLoaded => _isLoaded;

    /// <summary>Number of palms loaded.</summary>
    public int PalmCount => gallery.PalmCount;

    /// <summary>Number of templates loaded.</summary>
    public int TemplateCount => gallery.TemplateCount;

    /// <summary>Grows with every palm that is added: a search before that may have missed it.</summary>
    public int Additions => Volatile.Read(ref _changes);

    /// <summary>Searches everybody.</summary>
    public MatchResult Identify(VeinTemplate probe) => gallery.Identify(probe);

    /// <summary>Adds palms.</summary>
    internal void Add(IReadOnlyCollection<(long Palm, VeinTemplate Template)> templates)
    {
        if (templates.Count == 0)
        {
            return;
        }

        gallery.Add(templates);
        Interlocked.Increment(ref _changes);
    }

    /// <summary>Removes palms.</summary>
    internal void Remove(IEnumerable<long> palms)
    {
        foreach (var palm in palms)
        {
            gallery.Remove(palm);
        }
    }

    /// <summary>Declares that everybody is loaded.</summary>
    internal void Complete() => _isLoaded = true;
}
