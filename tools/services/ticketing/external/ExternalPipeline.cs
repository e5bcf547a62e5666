using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Pedestal.Ticketing;

/// <summary>When a request to the external system is repeated, and when none is sent.</summary>
static class ExternalPipeline
{
    /// <summary>The least number of requests in <see cref="Sampling"/> for the circuit to open.</summary>
    internal const int FewestRequests = 10;

    /// <summary>How long the circuit stays open before one request tries again.</summary>
    internal static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    internal static readonly TimeSpan Sampling = TimeSpan.FromSeconds(10);

    internal static ResiliencePipeline Create(TimeProvider time, ILogger logger)
    {
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                // Safe, because both carry the same Idempotency-Key. After a timeout there is no time for another.
                ShouldHandle = new PredicateBuilder()
                    .Handle<HttpRequestException>().Handle<ExternalReplyException>(e => e.IsOutage),
                MaxRetryAttempts = 1,
                Delay = TimeSpan.Zero,
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = new PredicateBuilder()
                    .Handle<HttpRequestException>().Handle<TimeoutException>()
                    .Handle<ExternalReplyException>(e => e.IsOutage),
                FailureRatio = 0.5,
                MinimumThroughput = FewestRequests,
                SamplingDuration = Sampling,
                BreakDuration = Break,
                OnOpened = _ => Log(LogLevel.Error, "fails too often; it gets no requests for some seconds"),
                OnHalfOpened = _ => Log(LogLevel.Information, "gets one request to see whether it responds"),
                OnClosed = _ => Log(LogLevel.Information, "responds again"),
            })
            .Build();

        ValueTask Log(LogLevel level, string what)
        {
            logger.Log(level, "The external ticketing system {What}", what);
            return ValueTask.CompletedTask;
        }
    }
}
