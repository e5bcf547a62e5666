using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pedestal.Matcher.Tests;

/// <summary>What ends when the others have left this node out of the cluster.</summary>
public sealed class LeftOutTests
{
    readonly ApplicationLifetime _part = new(NullLogger<ApplicationLifetime>.Instance);
    readonly ApplicationLifetime _process = new(NullLogger<ApplicationLifetime>.Instance);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_the_part_ends_of_a_node_that_had_joined_and_the_process_of_one_that_had_not(bool hasJoined)
    {
        if (hasJoined)
        {
            _part.NotifyStarted();
        }

        new LeftOut(_part, _process, NullLogger<LeftOut>.Instance).OnFatalException(this, "It is dead.", null);

        Assert.Equal(hasJoined, _part.ApplicationStopping.IsCancellationRequested);
        Assert.Equal(!hasJoined, _process.ApplicationStopping.IsCancellationRequested);
    }
}
