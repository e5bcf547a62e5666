using System.Runtime.CompilerServices;

namespace Pedestal.Messaging.Tests;

public sealed class ShortPausesTests
{
    [Fact]
    public void Garbage_is_collected_before_much_has_piled_up()
    {
        var pauses = new ShortPauses();

        // The runtime may collect between two steps by itself, and then the next step does not.
        Assert.Contains(Enumerable.Range(0, 5), _ =>
        {
            pauses.Step();
            var garbage = Litter(ShortPauses.Most);
            pauses.Step();
            return !garbage.IsAlive;
        });
    }

    [Fact]
    public void Little_garbage_stays()
    {
        var pauses = new ShortPauses();
        Assert.Contains(Enumerable.Range(0, 5), _ =>
        {
            pauses.Step();
            var garbage = Litter(ShortPauses.Most / 1024);
            pauses.Step();
            return garbage.IsAlive;
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Litter(long bytes)
    {
        var first = new WeakReference(new byte[1024]);
        for (var made = 0; made < bytes; made += 1024)
        {
            GC.KeepAlive(new byte[1024]);
        }

        return first;
    }
}
