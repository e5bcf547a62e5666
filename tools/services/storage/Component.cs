using System.Reflection;

namespace Pedestal.Storage;

/// <summary>A component that owns a database's tables.</summary>
/// <param name="Name">The component's name; a database belongs to one component.</param>
/// <param name="Scripts">
/// The assembly with its migrations as resources: <c>sqlite/001-name</c>, <c>postgresql/001-name</c>, and so on.
/// </param>
public sealed record Component(string Name, Assembly Scripts);
