using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

namespace Pedestal.Testing;

/// <summary>Cancels a test that waits for ever, so that a defect fails one test and does not stall the run.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TestBoundAttribute : BeforeAfterTestAttribute
{
    // No test takes a tenth of this, even on a slow and busy machine.
    static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);
    readonly ConcurrentDictionary<string, Timer> _timers = new();

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        var context = TestContext.Current;
        _timers[test.UniqueID] = new Timer(_ => Cancel(context), null, Bound, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (_timers.TryRemove(test.UniqueID, out var timer))
        {
            timer.Dispose();
        }
    }

    static void Cancel(ITestContext context)
    {
        context.TestOutputHelper?.WriteLine(
            $"Cancelled after {Bound.TotalMinutes} minutes: the test waits for something that does not come.");
        context.CancelCurrentTest();
    }
}
