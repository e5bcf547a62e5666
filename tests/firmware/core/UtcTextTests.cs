using System.Globalization;
using CsCheck;
using Pedestal.Core.Text;

namespace Pedestal.Core.Tests;

public sealed class UtcTextTests
{
    [Fact]
    public void Every_second_until_2100_is_written_as_the_calendar_has_it() =>
        Gen.Long[0, 4_102_444_800].Sample(seconds => UtcText.Of(seconds) == DateTimeOffset.FromUnixTimeSeconds(seconds)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
