namespace Pedestal.Bench.Tests;

/// <summary>What the command "load" refuses before it enrols anybody.</summary>
public sealed class LoadCommandTests
{
    [Theory]
    [InlineData(null, "--pedestals", "1000")]
    [InlineData(null, "--pedestals", "1001", "--mosquitto")]
    [InlineData("need --mosquitto", "--pedestals", "1001")]
    [InlineData("need --mosquitto and --postgresql", "--matchers", "2")]
    [InlineData("--matchers 2 or more", "--faults", "1")]
    [InlineData("--pedestals must be", "--pedestals", "0")]
    public void What_cannot_be_measured_is_told_at_once(string? fault, params string[] arguments)
    {
        var errors = string.Concat(LoadCommand.Create().Parse(arguments).Errors.Select(error => error.Message));
        Assert.Contains(fault ?? "", errors, StringComparison.Ordinal);
        Assert.Equal(fault is null, errors.Length == 0);
    }
}
