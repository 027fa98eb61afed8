using System.Security.Cryptography;
using ChainOfSight.Data.Images;

namespace ChainOfSight.Tests.Unit.Images;

/// <summary>Resizing equals Pillow's bicubic to the bit, by the vector path and by the scalar one.</summary>
public sealed class BicubicResizeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Resize_reference_vectors_are_equal_to_the_bit(bool vectorised)
    {
        var tensors = ByteTensorFile.Read(ImageFixtures.PathOf("bicubic.safetensors"));
        var cases = tensors.Keys.Where(name => name.EndsWith(".input", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(cases);
        foreach (var name in cases)
        {
            var (inputShape, input) = tensors[name];
            var (outputShape, output) = tensors[name.Replace(".input", ".output", StringComparison.Ordinal)];

            var resized = BicubicResize.Resize(new PixelImage(inputShape[1], inputShape[0], input), outputShape[1], outputShape[0], vectorised);

            Assert.True(output.AsSpan().SequenceEqual(resized.Rgb), $"{name}, {inputShape[1]}×{inputShape[0]} to {outputShape[1]}×{outputShape[0]}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Resize_random_sizes_are_equal_to_pillow(bool vectorised)
    {
        foreach (var resize in ImageFixtures.Resizes)
        {
            var resized = BicubicResize.Resize(ImageFixtures.Noise(resize.Seed, resize.Width, resize.Height), resize.ToWidth, resize.ToHeight, vectorised);

            Assert.True(Convert.ToHexStringLower(SHA256.HashData(resized.Rgb)) == resize.Sha256, resize.ToString());
        }
    }

    [Fact]
    public void Resize_to_the_same_size_copies_nothing()
    {
        var image = ImageFixtures.Noise(1, 5, 4);

        Assert.Same(image, BicubicResize.Resize(image, 5, 4));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, -1)]
    public void Resize_to_no_size_is_refused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BicubicResize.Resize(ImageFixtures.Noise(1, 5, 4), width, height));
}
