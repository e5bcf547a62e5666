using System.Diagnostics.Metrics;

namespace Pedestal.Ticketing.Tests;

/// <summary>Meters of one test's own.</summary>
sealed class OwnMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options.Name, options.Version, options.Tags, scope: this);

    public void Dispose()
    {
    }
}
