using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>
/// Up to <see cref="Capacity"/> templates with their palms: blocks at full size (<see cref="BlockLayout"/>), at half
/// (<see cref="CoarseTemplate"/>) and a third of that (<see cref="GlanceTemplate"/>). Once part of a snapshot, it never changes.
/// </summary>
/// <param name="isCompact">Whether there are no blocks at full size, so that each template is held only once.</param>
sealed class Segment(bool isCompact = false)
{
    /// <summary>
    /// Blocks per segment. Copying one takes a few microseconds, and a million templates are a list of 8,000 segments.
    /// </summary>
    public const int Blocks = 16;

    /// <summary>Templates per segment.</summary>
    public const int Capacity = Blocks * BlockLayout.Lanes;

    readonly AlignedWords _blocks = new(isCompact ? 0 : Blocks * BlockLayout.BlockWords);
    readonly AlignedWords _coarse = new(Blocks * CoarseTemplate.BlockWords);
    readonly AlignedWords _glance = new(Blocks * GlanceTemplate.BlockWords);
    readonly VeinTemplate?[] _templates = new VeinTemplate?[Capacity];
    readonly long[] _palms = new long[Capacity];
    readonly bool[] _hasFullTop = new bool[Blocks];

    /// <summary>Whether there are no blocks at full size.</summary>
    public bool IsCompact => isCompact;

    /// <summary>Templates held.</summary>
    public int Count { get; private set; }

    /// <summary>Blocks in use.</summary>
    public int UsedBlocks => (Count + BlockLayout.Lanes - 1) / BlockLayout.Lanes;

    /// <summary>The palm of each template.</summary>
    public ReadOnlySpan<long> Palms => _palms.AsSpan(0, Count);

    /// <summary>A template as it was added: in one piece, while a block has its words scattered.</summary>
    public VeinTemplate Template(int index) => _templates[index]!;

    /// <summary>A block; a compact segment has none.</summary>
    public Span<ulong> Block(int index) => _blocks.Span.Slice(index * BlockLayout.BlockWords, BlockLayout.BlockWords);

    /// <summary>Whether all templates of a block have a <see cref="FullTop"/>.</summary>
    public bool HasFullTop(int block) => _hasFullTop[block];

    /// <summary>The coarse forms of all blocks' templates.</summary>
    public Span<ulong> Coarse => _coarse.Span;

    /// <summary>The glance forms of all blocks' templates.</summary>
    public Span<ulong> Glance => _glance.Span;

    /// <summary>Adds a template.</summary>
    public void Add(long palm, VeinTemplate template)
    {
        var (block, lane) = AddFine(palm, template);
        CoarseTemplate.Write(template.Planes, CoarseBlock(block)[lane..], BlockLayout.Lanes);
        GlanceTemplate.Take(CoarseBlock(block)[lane..], GlanceBlock(block)[lane..], BlockLayout.Lanes);
    }

    /// <summary>Adds a template for comparison at full size only. Returns its position.</summary>
    public (int Block, int Lane) AddFine(long palm, VeinTemplate template)
    {
        var (block, lane) = Math.DivRem(Count, BlockLayout.Lanes);
        if (!isCompact)
        {
            BlockLayout.Interleave(template.Planes, Block(block)[lane..], BlockLayout.Lanes);
            var top = template.Planes.Slice(VeinTemplate.MaskStart, FullTop.Words);
            _hasFullTop[block] = (lane == 0 || _hasFullTop[block]) && !top.ContainsAnyExcept(ulong.MaxValue);
        }

        (_palms[Count], _templates[Count]) = (palm, template);
        Count++;
        return (block, lane);
    }

    /// <summary>Overwrites all templates, so that the segment can be filled again.</summary>
    public void Clear()
    {
        _blocks.Span[..(UsedBlocks * BlockLayout.BlockWords)].Clear();
        _palms.AsSpan(0, Count).Clear();
        _templates.AsSpan(0, Count).Clear();
        Count = 0;
    }

    /// <summary>Replaces a template with one of the given segment, which may be this one and is compact if this one is.</summary>
    public void Replace(int index, Segment from, int fromIndex)
    {
        var (block, lane) = Math.DivRem(index, BlockLayout.Lanes);
        var (fromBlock, fromLane) = Math.DivRem(fromIndex, BlockLayout.Lanes);
        if (!isCompact)
        {
            BlockLayout.CopyLane(from.Block(fromBlock), fromLane, Block(block), lane);
        }

        BlockLayout.CopyLane(from.CoarseBlock(fromBlock), fromLane, CoarseBlock(block), lane);
        BlockLayout.CopyLane(from.GlanceBlock(fromBlock), fromLane, GlanceBlock(block), lane);
        (_palms[index], _templates[index]) = (from._palms[fromIndex], from._templates[fromIndex]);
        _hasFullTop[block] &= from._hasFullTop[fromBlock];
    }

    /// <summary>Removes the last template and overwrites it.</summary>
    public void RemoveLast()
    {
        var (block, lane) = Math.DivRem(--Count, BlockLayout.Lanes);
        if (!isCompact)
        {
            Overwrite(Block(block), lane);
        }

        Overwrite(CoarseBlock(block), lane);
        Overwrite(GlanceBlock(block), lane);
        (_palms[Count], _templates[Count]) = (0, null);
    }

    /// <summary>A copy that may be changed.</summary>
    public Segment Copy()
    {
        var copy = new Segment(isCompact) { Count = Count };
        _blocks.Span.CopyTo(copy._blocks.Span);
        _coarse.Span.CopyTo(copy._coarse.Span);
        _glance.Span.CopyTo(copy._glance.Span);
        _templates.CopyTo(copy._templates, 0);
        _palms.CopyTo(copy._palms, 0);
        _hasFullTop.CopyTo(copy._hasFullTop, 0);
        return copy;
    }

    Span<ulong> CoarseBlock(int index) => _coarse.Span.Slice(index * CoarseTemplate.BlockWords, CoarseTemplate.BlockWords);

    Span<ulong> GlanceBlock(int index) => _glance.Span.Slice(index * GlanceTemplate.BlockWords, GlanceTemplate.BlockWords);

    static void Overwrite(Span<ulong> block, int lane)
    {
        for (var i = lane; i < block.Length; i += BlockLayout.Lanes)
        {
            block[i] = 0;
        }
    }
}
