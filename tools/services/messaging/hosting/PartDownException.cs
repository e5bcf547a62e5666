namespace Pedestal.Messaging;

/// <summary>An operation needs a part of the process that is not running.</summary>
public sealed class PartDownException(string part, string fault) : Exception($"The part \"{part}\" is not running: {fault}")
{
    /// <summary>The part's name.</summary>
    public string Part { get; } = part;
}
