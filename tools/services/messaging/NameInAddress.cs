using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Pedestal.Messaging;

/// <summary>Names of events in the addresses of requests.</summary>
public static class NameInAddress
{
    /// <summary>
    /// The name after a path. Routing decodes everything except %2F, so only the address as sent distinguishes a slash in the name
    /// from a "%2F" in it.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="path">The path before the name.</param>
    /// <param name="routed">The name as routing decoded it.</param>
    public static string Of(HttpContext context, string path, string routed)
    {
        ArgumentNullException.ThrowIfNull(context);
        var address = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        var start = address.IndexOf(path, StringComparison.OrdinalIgnoreCase);
        return NameRule.Normalise(start < 0 ? routed : Uri.UnescapeDataString(address[(start + path.Length)..]));
    }
}
