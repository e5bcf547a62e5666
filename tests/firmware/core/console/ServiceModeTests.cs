using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

public sealed class ServiceModeTests
{
    const string Code = "471100";
    readonly VirtualClock _clock = new();
    readonly MemoryStore _flash = new();
    ServiceMode _service;

    public ServiceModeTests()
    {
        StoredCode.In(_flash, Code);
        _service = Restarted();
    }

    [Fact]
    public void Service_mode_starts_with_the_code_and_ends_by_itself()
    {
        Assert.Equal("wrong code", _service.Enter("471200"));
        Assert.False(_service.IsOn);
        Assert.Null(_service.Enter(Code));
        Assert.Equal(15 * 60, _service.RemainingSeconds);

        _clock.Sleep(ServiceMode.Minutes * 60_000 - 1);
        Assert.True(_service.IsOn);
        _clock.Sleep(1);
        Assert.False(_service.IsOn);
        Assert.Equal(0, _service.RemainingSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("47110")]
    [InlineData("4711000")]
    [InlineData("471100\0")]
    public void Only_the_complete_code_starts_service_mode(string code) => Assert.Equal("wrong code", _service.Enter(code));

    /// <summary>30 + 60 + 120 + 240 + 480 + 960 + 960 s between the third guess and the tenth, whenever the power is cut.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Guessing_is_slow_even_with_restarts(bool restarts)
    {
        var waited = 0;
        for (var attempt = 0; attempt < 10; attempt++)
        {
            _service = restarts ? Restarted() : _service;
            while (_service.Enter("guess1") != "wrong code")
            {
                _clock.Sleep(1000);
                waited++;
            }
        }

        Assert.Equal(2850, waited);
        Assert.StartsWith("too many wrong codes", _service.Enter(Code), StringComparison.Ordinal);
        _service = Restarted();
        _clock.Sleep(959_999);
        Assert.StartsWith("too many wrong codes", _service.Enter(Code), StringComparison.Ordinal);
        _clock.Sleep(1);
        Assert.Null(_service.Enter(Code));
        Assert.Equal("wrong code", Restarted().Enter("guess1"));
    }

    [Fact]
    public void A_guess_counts_even_if_the_power_fails_before_the_reply()
    {
        var flash = new PulledPlug(_flash);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            flash.Pulled = true;
            Assert.Throws<InvalidOperationException>(() => Restarted(flash).Enter("guess1"));
            flash.Pulled = false;
        }

        Assert.StartsWith("too many wrong codes", Restarted().Enter(Code), StringComparison.Ordinal);
    }

    [Fact]
    public void No_guess_is_possible_while_the_flash_cannot_count_it()
    {
        _flash.Failed = true;
        Assert.StartsWith("the flash cannot count", _service.Enter(Code), StringComparison.Ordinal);
        Assert.False(_service.IsOn);
    }

    [Fact]
    public void Without_a_code_there_is_no_service_mode_and_settings_are_open()
    {
        StoredCode.Open(_service, null);

        Assert.StartsWith("no service code is set", _service.Enter(""), StringComparison.Ordinal);
        Assert.NotNull(_service.Refusal(ServiceNeed.Service));
        Assert.Null(_service.Refusal(ServiceNeed.Change));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(4)]
    public void A_stored_code_that_is_no_longer_valid_still_locks(int length)
    {
        var code = new string('7', length);
        StoredCode.Open(_service, code);

        Assert.NotNull(_service.Refusal(ServiceNeed.Change));
        Assert.Equal("wrong code", _service.Enter(code[..^1]));
        Assert.Equal("wrong code", _service.Enter(code[..^1] + "8"));
        Assert.Null(_service.Enter(code));
    }

    [Fact]
    public void Before_the_settings_are_loaded_only_reading_is_allowed()
    {
        var service = new ServiceMode(_clock, new EventLog(_clock), _flash);

        foreach (var need in new[] { ServiceNeed.Change, ServiceNeed.Service, ServiceNeed.Recover })
        {
            Assert.Contains("not been read yet", service.Refusal(need), StringComparison.Ordinal);
        }

        Assert.Contains("not been read yet", service.Enter(Code), StringComparison.Ordinal);
        Assert.Null(service.Refusal(ServiceNeed.None));
    }

    [Theory]
    [InlineData("12345", false)]
    [InlineData("123456", true)]
    public void A_code_has_at_least_six_characters(string code, bool isTaken) =>
        Assert.Equal(isTaken, SettingsSchema.All[SettingsSchema.IndexOf("service.code")].FaultOf(code) == null);

    /// <summary>After a power cut: the same flash and a clock that has advanced.</summary>
    ServiceMode Restarted() => Restarted(_flash);

    ServiceMode Restarted(IFileStore flash)
    {
        var service = new ServiceMode(_clock, new EventLog(_clock), flash);
        var store = new SettingsStore(_flash);
        store.Load();
        service.Open(store);
        return service;
    }

    /// <summary>Flash of a pedestal that loses power as soon as something has been appended to a file.</summary>
    sealed class PulledPlug(IFileStore flash) : IFileStore
    {
        public bool Pulled { get; set; }

        public FileResult Read(string name, out byte[] content) => flash.Read(name, out content);

        public FileResult Write(string name, byte[] content) => flash.Write(name, content);

        public FileResult Append(string name, byte[] content)
        {
            var result = flash.Append(name, content);
            return Pulled ? throw new InvalidOperationException("The power is cut.") : result;
        }

        public FileResult Move(string name, string newName) => flash.Move(name, newName);

        public FileResult Delete(string name) => flash.Delete(name);
    }
}
