namespace Pedestal.Phantom;

/// <summary>A vein as measured in a picture.</summary>
/// <param name="Contrast">Share of the light missing on the centre line.</param>
/// <param name="Width">Full width at half maximum in mm, which includes blur of lens and movement.</param>
/// <param name="StandardError">Standard error of the contrast, from the residual of the fit.</param>
readonly record struct VeinSection(double Contrast, double Width, double StandardError);

/// <summary>
/// Measures veins in a picture: around a place on the true course, a dark Gaussian on evenly sloping skin is fitted to the
/// pixels by least squares.
/// </summary>
static class VeinMeter
{
    const double HalfLength = 3;
    /// <summary>Pixels measured on each side across the vein.</summary>
    public const double HalfSpan = 5;

    const double NarrowestSigma = 0.5;
    const double WidestSigma = 3;
    const double SigmaStep = 0.05;
    const double CentreReach = 1;
    const double CentreStep = 0.25;
    const int Unknowns = 4;

    /// <summary>Full width at half maximum of a Gaussian with a standard deviation of 1.</summary>
    public static readonly double WidthOfSigma = 2 * Math.Sqrt(2 * Math.Log(2));

    /// <summary>Measures the section at a place far enough from the picture's border.</summary>
    public static VeinSection Measure(byte[] picture, int side, VeinSite site)
    {
        var pixels = Gather(picture, side, site);
        var best = new Fit(double.MaxValue, 0, 0, 0);
        for (var sigma = NarrowestSigma; sigma <= WidestSigma; sigma += SigmaStep)
        {
            for (var centre = -CentreReach; centre <= CentreReach; centre += CentreStep)
            {
                var fit = Solve(pixels, centre, sigma);
                best = fit.Residual < best.Residual ? fit : best;
            }
        }

        return new VeinSection(best.Depth, best.Sigma * WidthOfSigma * site.MillimetresPerPixel, best.StandardError);
    }

    /// <summary>The pixels around a place: positions across and along the vein, and grey levels.</summary>
    static List<(double Across, double Along, double Level)> Gather(byte[] picture, int side, VeinSite site)
    {
        var pixels = new List<(double, double, double)>();
        const int reach = (int)HalfSpan + (int)HalfLength;
        for (var row = (int)site.Row - reach; row <= (int)site.Row + reach + 1; row++)
        {
            for (var column = (int)site.Column - reach; column <= (int)site.Column + reach + 1; column++)
            {
                var (x, y) = (column - site.Column, row - site.Row);
                var across = x * site.AcrossX + y * site.AcrossY;
                var along = y * site.AcrossX - x * site.AcrossY;
                if (Math.Abs(across) <= HalfSpan && Math.Abs(along) <= HalfLength)
                {
                    pixels.Add((across, along, picture[row * side + column]));
                }
            }
        }

        return pixels;
    }

    /// <summary>Fits level, slopes and depth for one centre and width by linear least squares.</summary>
    static Fit Solve(List<(double Across, double Along, double Level)> pixels, double centre, double sigma)
    {
        Span<double> equations = stackalloc double[Unknowns * (Unknowns + 2)];
        Span<double> terms = stackalloc double[Unknowns];
        equations.Clear();
        terms[0] = 1;
        var squares = 0.0;
        const int stride = Unknowns + 2;
        foreach (var (across, along, level) in pixels)
        {
            (terms[1], terms[2]) = (across - centre, along);
            terms[3] = -Math.Exp(-(across - centre) * (across - centre) / (2 * sigma * sigma));
            for (var i = 0; i < Unknowns; i++)
            {
                for (var j = 0; j < Unknowns; j++)
                {
                    equations[i * stride + j] += terms[i] * terms[j];
                }

                equations[i * stride + Unknowns] += terms[i] * level;
            }

            squares += level * level;
        }

        Span<double> right = stackalloc double[Unknowns];
        for (var i = 0; i < Unknowns; i++)
        {
            right[i] = equations[i * stride + Unknowns];
        }

        // The last unit vector yields the variance of the depth.
        equations[Unknowns * stride - 1] = 1;
        Eliminate(equations, stride);
        var explained = 0.0;
        for (var i = 0; i < Unknowns; i++)
        {
            explained += right[i] * equations[i * stride + Unknowns];
        }

        var residual = Math.Max(squares - explained, 0);
        var skin = equations[Unknowns];
        var variance = residual / (pixels.Count - Unknowns - 2) * equations[Unknowns * stride - 1];
        return new Fit(residual, equations[Unknowns * stride - 2] / skin, sigma, Math.Sqrt(variance) / skin);
    }

    /// <summary>Gauss-Jordan elimination; the equations are positive definite.</summary>
    static void Eliminate(Span<double> equations, int stride)
    {
        for (var pivot = 0; pivot < Unknowns; pivot++)
        {
            var scale = 1 / equations[pivot * stride + pivot];
            for (var j = 0; j < stride; j++)
            {
                equations[pivot * stride + j] *= scale;
            }

            for (var i = 0; i < Unknowns; i++)
            {
                var factor = equations[i * stride + pivot];
                for (var j = 0; i != pivot && j < stride; j++)
                {
                    equations[i * stride + j] -= factor * equations[pivot * stride + j];
                }
            }
        }
    }

    readonly record struct Fit(double Residual, double Depth, double Sigma, double StandardError);
}
