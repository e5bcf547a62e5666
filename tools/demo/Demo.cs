using Spectre.Console;

namespace Pedestal.Demo;

/// <summary>The demo in order: plan the evening, open the venues, run both shows and the family day, report the results.</summary>
static class Demo
{
    public static async Task<int> RunAsync(DemoOptions options, IAnsiConsole console, CancellationToken cancellation)
    {
        try
        {
            // A folder that cannot be created is reported before the evening, not after it.
            options.Json?.Directory?.Create();
            options.Sheet.Directory?.Create();
            Action<string> say = console.Profile.Out.Writer.WriteLine;
            say(options.Images is null
                ? "Hands: synthetic, drawn as they are presented."
                : $"Hands: pictures from {options.Images.FullName}.");
            IHands hands = options.Images is null ? new PhantomHands(options.Seed) : ImageHands.Load(options.Images, Console.Error);
            var plan = EveningPlan.Make(options, hands.People);
            var (log, later, family) = (new EveningLog(), new EveningLog(), new EveningLog());
            await using (var world = await World.OpenAsync(plan, say, cancellation))
            {
                await EveningScreen.For(console, plan, log).ShowWhileAsync(Evening.RunAsync(plan, world, hands, log, cancellation));
                await EveningScreen.For(console, plan.Later, later).ShowWhileAsync(LaterShow.RunAsync(plan.Later, world, hands, later, cancellation));
                log.Redeemed = world.Hall.BoxOffice.RedeemedByAccount();
                later.Redeemed = world.Arena.BoxOffice.RedeemedByAccount();
                await EveningScreen.For(console, family).ShowWhileAsync(new FamilyDay(plan.Family, world, hands, family, cancellation).RunAsync());
                family.Inside = world.Arena.BoxOffice.Inside(FamilyPlan.Event);
            }

            var figures = Figures.Of(plan, log, later, family);
            SummaryTable.Write(console, figures);
            PictureSheet.Write(options.Sheet, hands, plan);
            console.MarkupLineInterpolated($"Picture sheet (camera, pose, line responses, template): {options.Sheet.FullName}");
            if (options.Json is not null)
            {
                figures.Save(options.Json);
            }

            return figures.Passed ? 0 : 1;
        }
        catch (Exception error) when (error
            is InvalidDataException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            Console.Error.WriteLine(error.Message);
            return 2;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped before the evening was over.");
            return 130;
        }
    }
}
