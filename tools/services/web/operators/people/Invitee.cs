using Pedestal.Messaging.Operators;

namespace Pedestal.Web.Operators.People;

/// <summary>Who gets an invitation or another role.</summary>
public sealed class Invitee
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The role.</summary>
    public PersonRole Role { get; set; }

    /// <summary>Whether the name stands already.</summary>
    public bool IsKnown { get; init; }
}
