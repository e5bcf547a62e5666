using Microsoft.Playwright;

namespace Pedestal.Web.Tests;

/// <summary>The choice of a file on a page.</summary>
static class FileChoice
{
    // Blazor's own mark on an input that it listens to. It listens only after it was told that the input is shown, and nobody chooses a file as
    // soon as a test does.
    const string Listens = "() => document.querySelector('input[type=file]')?._blazorInputFileNextFileId !== undefined";

    /// <summary>The page's input for a file, once it is listened to.</summary>
    public static async Task<ILocator> FileInputAsync(this IPage page)
    {
        await page.WaitForFunctionAsync(Listens);
        return page.Locator("input[type=file]");
    }
}
