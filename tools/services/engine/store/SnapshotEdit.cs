using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>Changes to a snapshot, made on copies of the segments that they touch.</summary>
/// <param name="from">The snapshot.</param>
/// <param name="isCompact">Whether added segments are compact, like those of the snapshot.</param>
sealed class SnapshotEdit(Snapshot from, bool isCompact)
{
    readonly List<Segment> _segments = [.. from.Segments];
    readonly HashSet<Segment> _own = [];
    int _count = from.TemplateCount;

    /// <summary>The snapshot with all changes. The edit must not be used afterwards.</summary>
    public Snapshot ToSnapshot(int palms) => new([.. _segments], _count, palms);

    /// <summary>Adds a template.</summary>
    public void Add(long palm, VeinTemplate template)
    {
        if (_count == _segments.Count * Segment.Capacity)
        {
            var added = new Segment(isCompact);
            _segments.Add(added);
            _own.Add(added);
        }

        Own(_segments.Count - 1).Add(palm, template);
        _count++;
    }

    /// <summary>Removes all templates of a palm; the last templates take their places.</summary>
    public void Remove(long palm)
    {
        for (var i = 0; i < _segments.Count; i++)
        {
            for (var at = _segments[i].Palms.IndexOf(palm); at >= 0;
                at = i < _segments.Count ? _segments[i].Palms.IndexOf(palm) : -1)
            {
                RemoveAt(i, at);
            }
        }
    }

    void RemoveAt(int segment, int index)
    {
        var last = Own(_segments.Count - 1);
        Own(segment).Replace(index, last, last.Count - 1);
        last.RemoveLast();
        _count--;
        if (last.Count == 0)
        {
            _segments.RemoveAt(_segments.Count - 1);
        }
    }

    Segment Own(int index)
    {
        if (!_own.Contains(_segments[index]))
        {
            _segments[index] = _segments[index].Copy();
            _own.Add(_segments[index]);
        }

        return _segments[index];
    }
}
