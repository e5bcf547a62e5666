using System.Globalization;
using Pedestal.CostMeter;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var folder = AppContext.BaseDirectory;
var code = new MeteredCode("Pedestal.Vein.Extractor::Extract", Path.Combine(folder, "Pedestal.Vein.dll"));
var type = code.Type("Pedestal.Vein.Extractor");
var extract = type.GetMethod("Extract")!;
var extractor = Activator.CreateInstance(type);
var dark = Captures.Frame(new byte[Captures.FrameBytes / 2]);
var meter = new Meter(code.Map);
var readings = Captures.OfPhantoms(20, 2, 1)
    .Select(lit => meter.Measure(extract, extractor, lit, dark, new byte[1024])).ToList();
static double P50(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
for (var i = 0; i < code.Map.Stages.Count; i++)
{
    Console.WriteLine($"{code.Map.Stages[i],-28} {P50(readings.Select(r => r.Stages[i].Instructions)),12:N0} p50 " +
        $"{readings.Max(r => r.Stages[i].Instructions),12:N0} max");
}

var p50 = P50(readings.Select(r => r.Total.Instructions));
Console.WriteLine($"extract: {p50 / 1e6:0.0} M instructions p50, {readings.Max(r => r.Total.Instructions) / 1e6:0.0} M max, " +
    $"{new Cost(p50, 0).Milliseconds:0.0} ms, {readings.Max(r => r.Total.Bytes)} bytes allocated");
