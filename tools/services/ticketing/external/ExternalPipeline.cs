using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Pedestal.Ticketing;

/// <summary>When the system elsewhere is asked once more, and when it is left alone.</summary>
static class ExternalPipeline
{
    /// <summary>Fewest requests in <see cref="Sampling"/> from which the circuit may open.</summary>
    internal const int FewestRequests = 10;

    /// <summary>How long the circuit stays open before one request tries again.</summary>
    internal static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    internal static readonly TimeSpan Sampling = TimeSpan.FromSeconds(10);

    internal static ResiliencePipeline Create(TimeProvider time, ILogger logger)
    {
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                // Safe, since both carry the same Idempotency-Key. After a time-out there is no time for another.
                ShouldHandle = new PredicateBuilder()
                    .Handle<HttpRequestException>().Handle<ExternalAnswerException>(e => e.IsOutage),
                MaxRetryAttempts = 1,
                Delay = TimeSpan.Zero,
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = new PredicateBuilder()
                    .Handle<HttpRequestException>().Handle<TimeoutException>()
                    .Handle<ExternalAnswerException>(e => e.IsOutage),
                FailureRatio = 0.5,
                MinimumThroughput = FewestRequests,
                SamplingDuration = Sampling,
                BreakDuration = Break,
                OnOpened = _ => Log(LogLevel.Error, "fails too often and is not asked for some seconds"),
                OnHalfOpened = _ => Log(LogLevel.Information, "is asked once to see whether it answers"),
                OnClosed = _ => Log(LogLevel.Information, "answers again"),
            })
            .Build();

        ValueTask Log(LogLevel level, string what)
        {
            logger.Log(level, "The external ticketing system {What}", what);
            return ValueTask.CompletedTask;
        }
    }
}
