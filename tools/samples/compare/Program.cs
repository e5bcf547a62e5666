using Pedestal.Matching;
using Pedestal.Samples;

if (args is not [var first, var second])
{
    Console.Error.WriteLine("Say which two pictures to compare: compare FIRST SECOND");
    return 2;
}

try
{
    var pictures = new PictureTemplate();
    using var probe = new Probe(pictures.Read(first));
    var distance = PalmComparer.Distance(probe, pictures.Read(second));
    var isSame = distance <= PalmComparer.SamePalmDistance;
    Console.WriteLine(FormattableString.Invariant($"{(isSame ? "the same palm" : "different palms")}, distance {distance:0.000}"));
    return isSame ? 0 : 1;
}
catch (InvalidDataException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
