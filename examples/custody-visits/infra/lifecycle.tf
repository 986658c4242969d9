# Identity scans go 30 days after upload.
resource "aws_s3_bucket_lifecycle_configuration" "id_scans" {
  bucket = aws_s3_bucket.id_scans.id
  rule {
    id     = "expire"
    status = "Enabled"
    filter {}
    expiration { days = 30 }
    noncurrent_version_expiration { noncurrent_days = 1 }
  }
}
