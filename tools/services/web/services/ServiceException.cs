using System.Net;

namespace Pedestal.Web.Services;

/// <summary>A service refused a request or did not answer; the message says why and what to do, for the person at the page.</summary>
public sealed class ServiceException(string message, HttpStatusCode? status = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The refusal's status; null while the service cannot be reached.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>What is wrong with each member of the request; empty where the service named none.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = new Dictionary<string, string[]>();
}
