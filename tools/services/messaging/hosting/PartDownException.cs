namespace Pedestal.Messaging;

/// <summary>What was asked for needs a part of the process that does not run now.</summary>
public sealed class PartDownException(string part, string fault) : Exception($"The part \"{part}\" does not run: {fault}")
{
    /// <summary>Which part.</summary>
    public string Part { get; } = part;
}
