namespace Pedestal.Engine;

/// <summary>
/// The operations of a kernel on a vector of 64-bit lanes, one template per lane. The kernel is written once on top of them;
/// every implementation gives the same integers.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Lanes per vector.</summary>
    static abstract int Width { get; }

    /// <summary>Reads one word of <see cref="Width"/> templates.</summary>
    static abstract TVector Load(ref readonly ulong words);

    /// <summary>Prefetches words that will be read soon. They need not exist.</summary>
    static abstract void Prefetch(ref readonly ulong words);

    /// <summary>Puts one number into every lane.</summary>
    static abstract TVector Broadcast(ulong number);

    /// <summary>Differing bits of a word in a register.</summary>
    static abstract TVector Differ(TVector word, ref readonly ulong probe);

    /// <summary>
    /// Differing bits of a cell where both are valid, as a sum and a carry bit. The parity of the three difference bits x, y, z
    /// is the sum bit; with x and y it also gives the carry, so z is never read.
    /// </summary>
    /// <param name="word">One word of all planes of a block (<see cref="BlockLayout"/>).</param>
    /// <param name="probe">The same word of the probe's planes.</param>
    /// <param name="sum">Sum bits.</param>
    /// <param name="carry">Carry bits.</param>
    static abstract void Compare(
        ref readonly ulong word, ref readonly ulong probe, out TVector sum, out TVector carry);

    /// <summary>The same for words whose cells are all valid in all templates.</summary>
    static abstract void CompareFull(
        ref readonly ulong word, ref readonly ulong probe, out TVector sum, out TVector carry);

    /// <summary>The same for planes in registers whose cells are all valid in the probe too.</summary>
    static abstract void CompareAll(
        TVector x, TVector y, TVector parity, ref readonly ulong probe, out TVector sum, out TVector carry);

    /// <summary>A full adder on a counter of one bit per column: keeps the sum and returns the carry.</summary>
    static abstract TVector Add(ref TVector counter, TVector a, TVector b);

    /// <summary>A half adder on a counter: keeps the sum and returns the carry.</summary>
    static abstract TVector Add(ref TVector counter, TVector a);

    /// <summary>
    /// Bits set per lane, weighted: a + 2 b + 4 (c + d), without the top two bits of every byte of a, which would cost one more
    /// table look-up than they add to a bound.
    /// </summary>
    static abstract TVector CountBound(TVector a, TVector b, TVector c, TVector d);

    /// <summary>Bits set per lane, weighted: a + 2 b + 4 c + 8 d, without the top two bits of every byte of a.</summary>
    static abstract TVector CountBinary(TVector a, TVector b, TVector c, TVector d);

    /// <summary>The smaller number in each lane.</summary>
    static abstract TVector Min(TVector a, TVector b);

    /// <summary>A bit for each lane whose number is below the limit.</summary>
    static abstract uint Below(TVector counts, ulong limit);

    /// <summary>Writes every lane's number, below 65,536.</summary>
    static abstract void Store(TVector counts, ref ushort target);
}
