using CsCheck;

namespace Pedestal.Hal.Esp32.Tests;

public sealed class ByteRingTests
{
    [Fact]
    public void Bytes_come_out_in_order_and_the_ring_reports_how_many_fitted() =>
        Gen.Select(Gen.Bool, Gen.Byte.Array[0, 12]).Array[0, 60].Sample(steps =>
        {
            var ring = new ByteRing(16);
            var reference = new Queue<byte>();
            var target = new byte[5];
            foreach (var (puts, bytes) in steps)
            {
                if (puts)
                {
                    var fits = ring.Put(bytes, 0, bytes.Length);
                    Assert.Equal(Math.Min(bytes.Length, 16 - reference.Count), fits);
                    bytes.Take(fits).ToList().ForEach(reference.Enqueue);
                }
                else
                {
                    var taken = ring.Take(target);
                    Assert.Equal(Math.Min(reference.Count, target.Length), taken);
                    Assert.Equal(Enumerable.Range(0, taken).Select(_ => reference.Dequeue()), target.Take(taken));
                    Assert.Equal(reference.TryDequeue(out var next) ? next : -1, ring.Take());
                }
            }
        });
}
