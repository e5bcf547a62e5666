using System.Globalization;
using CsCheck;
using Pedestal.Core.Settings;

namespace Pedestal.Core.Tests;

public sealed class UtcTextTests
{
    [Fact]
    public void Times_until_2100_agree_with_the_calendar() =>
        Gen.Long[0, 4_102_444_800].Sample(seconds => UtcText.Of(seconds) == DateTimeOffset.FromUnixTimeSeconds(seconds)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
