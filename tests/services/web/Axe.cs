using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Pedestal.Web.Tests;

/// <summary>
/// The rules of axe for a page that is open. Deque's own binding collects what passes too, opens a blank page for each result and takes
/// two seconds a page; this asks for what is broken.
/// </summary>
static class Axe
{
    static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// The same in light and in dark, of which only colours differ, on a screen and on a telephone, which the page must fit.
    /// </summary>
    public static async Task<IReadOnlyList<string>> BrokenRulesInAllViewsAsync(this IPage page)
    {
        var size = page.ViewportSize!;
        List<string> broken = [.. await page.BrokenRulesAsync()];
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.SetViewportSizeAsync(390, 844);
        broken.AddRange((await page.BrokenRulesAsync("color-contrast")).Select(rule => $"in the dark: {rule}"));
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is > 390 and var width)
        {
            broken.Add($"it is {width} pixels wide on a telephone of 390");
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(size.Width, size.Height);
        return broken;
    }

    /// <summary>The rules that a page breaks, each with the elements; only some rules, if any is named.</summary>
    public static async Task<string[]> BrokenRulesAsync(this IPage page, params string[] rules)
    {
        // What fades in has another contrast while it does.
        await page.WaitForFunctionAsync("() => document.getAnimations().every(animation => animation.playState !== 'running')");
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(
            """
            async rules => {
                const only = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
                const found = await axe.run(document, { resultTypes: ["violations"], preload: false, ...only });
                if (!found.violations.length && !found.passes.length) return ["axe has checked nothing"];
                return found.violations.map(rule => `${rule.id}: ${rule.help}: ${rule.nodes.map(node => node.html).join(" | ")}`);
            }
            """, rules);
    }
}
