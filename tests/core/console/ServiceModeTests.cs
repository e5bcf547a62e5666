using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

public sealed class ServiceModeTests
{
    readonly VirtualClock _clock = new();
    readonly ServiceMode _service;

    public ServiceModeTests()
    {
        _service = new ServiceMode(_clock, new EventLog(_clock));
        _service.SetCode("4711");
    }

    [Fact]
    public void It_begins_by_the_code_and_ends_by_itself()
    {
        Assert.Equal("wrong code", _service.Enter("4712"));
        Assert.False(_service.IsOn);
        Assert.Null(_service.Enter("4711"));
        Assert.Equal(15 * 60, _service.RemainingSeconds);

        _clock.Sleep(ServiceMode.Minutes * 60_000 - 1);
        Assert.True(_service.IsOn);
        _clock.Sleep(1);
        Assert.False(_service.IsOn);
        Assert.Equal(0, _service.RemainingSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("471")]
    [InlineData("47110")]
    [InlineData("4711\0")]
    public void Only_the_whole_code_counts(string code) => Assert.Equal("wrong code", _service.Enter(code));

    [Fact]
    public void Guessing_is_slow()
    {
        var waited = 0;
        for (var attempt = 0; attempt < 10; attempt++)
        {
            while (_service.Enter("guess") != "wrong code")
            {
                _clock.Sleep(1000);
                waited++;
            }
        }

        // 30 + 60 + 120 + 240 + 480 + 960 + 960 s between the third attempt and the tenth.
        Assert.Equal(2850, waited);
        Assert.StartsWith("too many wrong codes", _service.Enter("4711"), StringComparison.Ordinal);
        _clock.Sleep(960_000);
        Assert.Null(_service.Enter("4711"));
    }

    [Fact]
    public void Without_a_code_there_is_none()
    {
        _service.SetCode(null);

        Assert.StartsWith("no service code is set", _service.Enter(""), StringComparison.Ordinal);
        Assert.False(_service.HasCode);
    }
}
